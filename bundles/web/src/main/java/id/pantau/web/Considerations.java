package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Consideration;
import id.pantau.model.Neighbour;
import id.pantau.model.PremisesDistance;

/** What the staff should know of a waiting camera, as JSON. */
final class Considerations {
    private Considerations() {}

    static ObjectNode json(Consideration consideration) {
        ObjectNode node = Json.object();
        node.set("premises", consideration.premises().map(Considerations::json).orElse(null));
        ArrayNode neighbours = node.putArray("neighbours");
        consideration.neighbours().forEach(neighbour -> neighbours.add(json(neighbour)));
        ArrayNode warnings = node.putArray("warnings");
        consideration
                .warnings()
                .forEach(warning -> warnings.add(Json.text(warning.text()).put("code", warning.code())));
        return node;
    }

    private static ObjectNode json(PremisesDistance premises) {
        return Json.object()
                .put("name", premises.name())
                .put("metres", premises.metres())
                .put("radius", premises.radius())
                .put("inside", premises.inside());
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
