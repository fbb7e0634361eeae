package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.Receipt;
import id.pantau.model.RowState;
import id.pantau.model.SubmissionSummary;
import id.pantau.model.Text;
import id.pantau.service.Submissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one submission that there is, of bank-anu. */
final class CitySubmissions implements Submissions {
    @Override
    public List<SubmissionSummary> summaries(String partner, int most) {
        return partner.equals("bank-anu")
                ? List.of(new SubmissionSummary(
                        "r1",
                        "2026-11-a",
                        City.NOON,
                        Map.of(RowState.LIVE, 3, RowState.INVALID, 1, RowState.PROBING, 2)))
                : List.of();
    }

    @Override
    public Receipt accept(String partner, String submission, String contentHash, List<NewRow> rows, Actor who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Receipt> receipt(String partner, String receiptId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> receipts(String partner, Set<RowState> states, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<OnboardingRow> rows(RowState... states) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<OnboardingRow> row(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Credentials credentials(String rowId) {
        throw new AssertionError("the web bundle never asks for a camera's login");
    }

    @Override
    public boolean advance(String rowId, RowState from, RowState to, Optional<Text> reason, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Camera register(String rowId, Camera camera, Optional<Point> newPoint, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void recognised(String rowId, String vendor, String channel, String pinned) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Recognition> recognition(String rowId) {
        throw new UnsupportedOperationException();
    }
}
