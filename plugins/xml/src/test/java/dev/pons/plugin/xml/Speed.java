package dev.pons.plugin.xml;

import dev.pons.spi.format.Value;

import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** How many documents a second on one core: run its {@code main} from an editor or with java. */
final class Speed {

    private Speed() {}

    public static void main(String[] args) throws Exception {
        int from = Given.CDA.indexOf("<component>");
        int to = Given.CDA.indexOf("</component>") + "</component>".length();
        var component = Given.CDA.substring(from, to).replace("10160-0", "11369-6");
        for (int times : new int[] {1, 240}) {
            var end = "</ClinicalDocument>";
            measure(Given.CDA.replace(end, component.repeat(times - 1) + end), 200_000 / times);
        }
    }

    private static void measure(String text, int count) throws Exception {
        var message = Given.message(text);
        var format = Given.format();
        var of = " of " + message.body().size() + " bytes";
        measure("identify" + of, count, () -> format.identify(message).size());
        measure("read" + of, count, () -> format.read(message).hashCode());
        measure(
                "get, set and write" + of,
                count,
                () -> {
                    var tree = (XmlTree) format.read(message);
                    var title = Given.one(tree, "//section[code/@code='10160-0']/title");
                    tree.set(title, Value.of(tree.value(title).text() + "X"));
                    return (int) tree.write().size();
                });
    }

    private static void measure(String what, int count, Callable<Integer> work) throws Exception {
        long sum = 0;
        for (int round = 0; round < 4; round++) {
            long begun = cpu();
            for (int i = 0; i < count; i++) {
                sum += work.call();
            }
            long rate = count * 1_000_000_000L / (cpu() - begun);
            LoggerFactory.getLogger(Speed.class).info("{}: {}/s ({})", what, rate, sum & 1);
        }
    }

    /** Of this thread: other work on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
