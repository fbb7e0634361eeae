/** The HTTP surface: public pages and media, the partner API, the staff's pages and API. */
@NullMarked
package id.pantau.web;

import org.jspecify.annotations.NullMarked;
