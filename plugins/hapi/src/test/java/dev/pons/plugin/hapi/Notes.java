package dev.pons.plugin.hapi;

import dev.pons.core.language.Trace;
import dev.pons.spi.Message;

import java.util.List;
import java.util.Map;

/** The remarks that whoever tries a channel sees. */
record Notes(List<String> notes) implements Trace {

    @Override
    public void begin(Step step, Message message, Map<String, String> variables) {}

    @Override
    public void note(String words) {
        notes.add(words);
    }

    @Override
    public void end(
            Outcome outcome, String words, Message message, Map<String, String> variables) {}
}
