/** The ways by which submissions come that are not the platform's own: a partner's broker, server or API, each a pair of routes. */
@NullMarked
package id.pantau.onboarding.door;

import org.jspecify.annotations.NullMarked;
