package dev.pons.admin.api;

/**
 * What a body is.
 *
 * @param type of the record, of which there is one, or a list; {@code Void}: no JSON
 * @param media its media type; empty: there is no body
 */
record Shape(Class<?> type, boolean many, String media) {

    static final Shape NOTHING = new Shape(Void.class, false, "");
    static final Shape YAML = new Shape(Void.class, false, Reply.YAML);
    static final Shape BYTES = new Shape(Void.class, false, Reply.BYTES);

    static Shape one(Class<? extends Record> type) {
        return new Shape(type, false, Reply.JSON);
    }

    static Shape many(Class<? extends Record> type) {
        return new Shape(type, true, Reply.JSON);
    }

    boolean isJson() {
        return media.equals(Reply.JSON);
    }
}
