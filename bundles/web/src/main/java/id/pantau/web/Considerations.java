package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Consideration;
import id.pantau.model.Neighbour;
import id.pantau.model.PremisesDistance;
import id.pantau.model.Preview;
import id.pantau.model.SceneGuess;

/** What the staff should know of a waiting camera, as JSON. */
final class Considerations {
    private Considerations() {}

    static ObjectNode json(Consideration consideration) {
        ObjectNode node = Json.object();
        node.set("preview", json(consideration.row(), consideration.preview()));
        node.set("premises", consideration.premises().map(Considerations::json).orElse(null));
        ArrayNode neighbours = node.putArray("neighbours");
        consideration.neighbours().forEach(neighbour -> neighbours.add(json(neighbour)));
        ArrayNode warnings = node.putArray("warnings");
        consideration
                .warnings()
                .forEach(warning -> warnings.add(Json.text(warning.text()).put("code", warning.code())));
        return node;
    }

    /** The picture's address names its moment, so that another picture has another address. */
    private static ObjectNode json(String row, Preview preview) {
        ObjectNode node = Json.object()
                .put("taken", preview.takenAt().map(Object::toString).orElse(null))
                .put(
                        "picture",
                        preview.takenAt()
                                .map(at -> OperatorOnboardingServlet.PATH + "/" + row + "/picture?taken=" + at)
                                .orElse(null));
        node.set("problem", preview.problem().map(Json::text).orElse(null));
        node.set("guess", preview.guess().map(Considerations::json).orElse(null));
        return node;
    }

    private static ObjectNode json(SceneGuess guess) {
        ObjectNode node =
                Json.text(guess.kind().text()).put("code", guess.kind().code());
        ArrayNode because = node.putArray("because");
        guess.because().forEach(text -> because.add(Json.text(text)));
        return node;
    }

    private static ObjectNode json(PremisesDistance distance) {
        return Json.object()
                .put("name", distance.premises().name())
                .put("latitude", distance.premises().latitude())
                .put("longitude", distance.premises().longitude())
                .put("radius", distance.premises().radius())
                .put("metres", distance.metres())
                .put("inside", distance.inside());
    }

    private static ObjectNode json(Neighbour neighbour) {
        return Json.object()
                .put(neighbour.registered() ? "camera" : "row", neighbour.id())
                .put("name", neighbour.name())
                .put("partner", neighbour.partner())
                .put("metres", neighbour.metres())
                .put("relation", neighbour.relation().code())
                .put("sameView", neighbour.sameView());
    }
}
