package id.pantau.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One submitted camera as everyone may see it: no login.
 *
 * @param id short, unique for ever
 * @param row 1 for the first camera; for CSV the line in the file
 * @param reason in words, when the state needs one
 * @param request empty when it could not be read in full
 * @param camera id of the registered camera, once there is one
 */
public record OnboardingRow(
        String id,
        String partner,
        String submission,
        int row,
        String ref,
        RowState state,
        Optional<Text> reason,
        Optional<CameraRequest> request,
        Optional<String> camera,
        Instant changed) {}
