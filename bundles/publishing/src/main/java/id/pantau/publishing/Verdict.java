package id.pantau.publishing;

import id.pantau.model.Camera;
import id.pantau.model.Scene;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.PublicationRequest.Agreement;
import java.time.Instant;
import java.util.Map;

/**
 * What the policies say about a camera.
 *
 * @param changes how often policies, rules and cameras had changed before they were asked; at another count it is void
 * @param basis what was known of the camera
 * @param answers by policy
 * @param lesser whether the camera has a lesser stream to show than its main one
 * @param absence of policies that should have been asked
 */
record Verdict(long changes, Basis basis, Map<String, Decision> answers, boolean lesser, PolicyPanel.Absence absence) {

    /** What those who were asked say, whoever is absent. */
    Decision present() {
        return DenyOverrides.combine(answers.values(), lesser);
    }

    /** Whether somebody who was asked denies. */
    boolean isDenied() {
        return answers.values().stream().anyMatch(Decision.Deny.class::isInstance);
    }

    /** What follows for a camera that is to be published. */
    Decision combined() {
        return absence.isMissing() && !isDenied() ? absence.denial() : present();
    }

    /** What a decision rests on, besides its moment. */
    record Basis(String camera, Scene scene, Agreement agreement) {
        static Basis of(Camera camera) {
            return new Basis(camera.id(), camera.scene(), new Agreement(camera.partner(), camera.publicConsent()));
        }

        PublicationRequest at(Instant moment, boolean running, PublicationRequest.Load load) {
            return PublicationRequest.of(camera, scene, agreement, moment, running, load);
        }
    }
}
