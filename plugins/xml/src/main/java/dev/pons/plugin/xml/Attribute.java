package dev.pons.plugin.xml;

/** An attribute of an element, by its name as it is written; where it stands is looked up. */
final class Attribute implements Place {

    private final Element owner;
    private final String name;

    Attribute(Element owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    Element owner() {
        return owner;
    }

    /** With its prefix. */
    String name() {
        return name;
    }

    /** Without its prefix. */
    String local() {
        return name.substring(name.indexOf(':') + 1);
    }
}
