package dev.pons.plugin.script;

import org.mozilla.javascript.ScriptableObject;

/** Functions for segments that classic transformers use, beside E4X itself. */
final class Segments {

    private static final String FUNCTIONS =
            """
            function createSegment(name, msg, index) {
              var made = new XML('<' + name + '></' + name + '>');
              if (arguments.length < 2) { return made; }
              msg[name][index === undefined ? 0 : index] = made;
              return msg[name][index === undefined ? 0 : index];
            }
            function createSegmentAfter(name, segment) {
              var root = segment;
              while (root.parent() != undefined) { root = root.parent(); }
              var made = new XML('<' + name + '></' + name + '>');
              root.insertChildAfter(segment[0], made);
              return root.children()[segment.childIndex() + 1];
            }
            """;

    private Segments() {}

    static void define(Session session, ScriptableObject scope) {
        session.evaluateString(scope, FUNCTIONS, "segments", 1, null);
        XmlConstructor.define(session, scope);
    }
}
