package dev.pons.plugin.hapi;

/**
 * What MSH says of a message; each may be empty.
 *
 * @param type MSH-9.1
 * @param event MSH-9.2
 * @param structure MSH-9.3
 * @param version MSH-12.1
 */
record Header(String type, String event, String structure, String version) {

    /** Shows no content. */
    @Override
    public String toString() {
        return "Header";
    }
}
