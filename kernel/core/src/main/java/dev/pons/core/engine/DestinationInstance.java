package dev.pons.core.engine;

/** The line of one lane of a destination. */
final class DestinationInstance extends DestinationLine {

    final Program.To made;

    DestinationInstance(Program.To made, PluginContext context) throws Exception {
        super(() -> made.create(context), context);
        this.made = made;
    }
}
