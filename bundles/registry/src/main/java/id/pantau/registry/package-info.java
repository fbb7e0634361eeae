/** What is known: points, cameras, partners, users, submissions, publications and the audit trail. */
@NullMarked
package id.pantau.registry;

import org.jspecify.annotations.NullMarked;
