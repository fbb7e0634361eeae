// A page of words alone: the language is all that moves.
import './language.js';
