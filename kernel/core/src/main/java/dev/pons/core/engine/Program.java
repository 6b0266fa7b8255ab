package dev.pons.core.engine;

import dev.pons.core.config.Bound;
import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.schedule.Schedule;
import dev.pons.core.language.Aggregate;
import dev.pons.core.language.Formats;
import dev.pons.core.language.IndexValues;
import dev.pons.core.language.Part;
import dev.pons.core.language.Steps;
import dev.pons.core.language.Surroundings;
import dev.pons.core.language.Test;
import dev.pons.core.language.Text;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;
import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Poller;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.format.Format;

import java.util.List;
import java.util.Optional;

/**
 * One version of a channel, compiled against the plugins that exist now.
 *
 * @param version counts the texts that ran; 0: it did not run yet
 * @param format of the channel
 * @param around what its steps take from outside
 * @param steps of the source
 * @param index what messages are found by
 * @param aggregates steps that collect messages
 * @param warnings what is doubtful in the file
 */
record Program(
        ChannelFile file,
        long version,
        Format format,
        Surroundings around,
        Steps steps,
        IndexValues index,
        From source,
        Front front,
        List<To> destinations,
        List<Aggregate> aggregates,
        List<String> warnings)
        implements AutoCloseable {

    /**
     * What concerns the sender.
     *
     * @param reply steps that shape the answer
     * @param once what tells messages apart; empty: nobody asks
     */
    record Front(Steps reply, Optional<Text> once) {}

    /**
     * The source's type and options.
     *
     * @param given when a poller is called; empty: the file does not say
     * @param texts its template options
     */
    record From(SourceType<?> type, Bound<?> bound, Optional<Schedule> given, SourceTexts texts) {

        /** Without template options. */
        From(SourceType<?> type, Bound<?> bound, Optional<Schedule> given) {
            this(type, bound, given, SourceTexts.NONE);
        }

        /** When a poller is called. */
        Schedule schedule() {
            return given.orElse(Schedule.STANDARD);
        }

        /** With its template options. */
        From with(SourceTexts compiled) {
            return new From(type, bound, given, compiled);
        }

        /** A new instance; {@code IllegalArgumentException}: it and the schedule do not fit. */
        Source create(Context context) {
            var source = make(type, bound.options(), context);
            if (source instanceof Listener && given.isPresent()) {
                throw new IllegalArgumentException(
                        "others send to this source, it is not run by a schedule; remove"
                                + " \"schedule\"");
            }
            if (source instanceof Poller poller && poller.needsSchedule() && given.isEmpty()) {
                throw new IllegalArgumentException(
                        "this source runs by a schedule only; write for example \"schedule: 1h\" or"
                                + " \"schedule: { at: [\"06:30\"] }\"");
            }
            return source;
        }

        @SuppressWarnings("unchecked")
        private static <C extends Record> Source make(
                SourceType<C> type, Record options, Context context) {
            return type.create((C) options, context);
        }

        /** An instance of the other works as one of this. */
        boolean same(From other) {
            return type == other.type
                    && bound.options().equals(other.bound.options())
                    && given.equals(other.given)
                    && texts.same(other.texts);
        }
    }

    /**
     * One destination: its type, options, and what the language says of it.
     *
     * @param format the name of what it sends behind its steps
     */
    record To(
            ChannelFile.Destination file,
            DestinationType<?> type,
            Bound<?> bound,
            Optional<Test> when,
            Optional<Test> priority,
            Steps steps,
            List<Text> keys,
            List<Text> texts,
            Rules rules,
            Optional<Part> part,
            String format) {

        /** A new instance. */
        Destination create(Context context) {
            return make(type, bound.options(), context);
        }

        @SuppressWarnings("unchecked")
        private static <C extends Record> Destination make(
                DestinationType<C> type, Record options, Context context) {
            return type.create((C) options, context);
        }

        /** Instances of the other work as instances of this, in the same order. */
        boolean same(To other) {
            return type == other.type
                    && bound.options().equals(other.bound.options())
                    && file.order().kind() == other.file.order().kind()
                    && file.order().lanes() == other.file.order().lanes();
        }
    }

    /** The same, as the version that it runs as. */
    Program as(long number) {
        return new Program(
                file,
                number,
                format,
                around,
                steps,
                index,
                source,
                front,
                destinations,
                aggregates,
                warnings);
    }

    /** The format of what a destination sends, and of its peer's answers. */
    Format format(To to) {
        return around.formats()
                .named(to.format())
                .orElseThrow(() -> new Formats.Missing(to.format()));
    }

    /** The step of this name that collects messages. */
    Optional<Aggregate> aggregate(String name) {
        return aggregates.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** The number of the step behind which something goes on. */
    String behind(Origin origin) {
        return aggregate(origin.step()).map(Aggregate::number).orElse(origin.step());
    }

    /** As it came in; what was made of a group has the format that its step collects. */
    Message message(Entry.Received received) {
        var message = Message.of(received.body(), received.meta());
        var by = aggregate(received.origin().step());
        return by.isEmpty() || by.get().format().equals(around.format())
                ? message
                : message.withBody(message.body(), by.get().format());
    }

    /** The format of what a step collects. */
    Format format(Aggregate by) {
        return around.formats()
                .named(by.format())
                .orElseThrow(() -> new Formats.Missing(by.format()));
    }

    /** The destination of this name. */
    Optional<To> destination(String name) {
        return destinations.stream().filter(d -> d.file().name().equals(name)).findFirst();
    }

    /** Closes the steps of plugins; sources and destinations have owners of their own. */
    @Override
    public void close() {
        steps.close();
        front.reply().close();
        for (var to : destinations) {
            to.steps().close();
            to.rules().reply().close();
        }
    }
}
