package id.pantau.model;

/**
 * One thing that is wrong with a submission.
 *
 * @param row 1 for the first camera; for CSV the line in the file; 0 for the submission as a whole
 * @param field as spelled in the contract, such as {@code latitude}; empty for the row as a whole
 * @param message never repeats a value that may be secret
 */
public record Violation(int row, String field, Text message) {}
