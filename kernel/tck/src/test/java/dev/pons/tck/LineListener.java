package dev.pons.tck;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Ports;

import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A message per line, an answer per line; with a flaw. */
final class LineListener implements SourceType<LineListener.Options> {

    @Name("lines")
    @Doc("A message per line")
    record Options(@Doc("Where") Listen listen) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options options, Context context) {
        var ports = Ports.of(context);
        return new Listener() {
            @Override
            public void start(Intake intake) throws Exception {
                if (Flaw.LEAKY.isNow()) {
                    var never = new CountDownLatch(1);
                    var thread = new Thread(() -> hang(never), "leak");
                    thread.setDaemon(true);
                    thread.start();
                }
                ports.listen(options.listen(), line -> serve(line, intake));
            }
        };
    }

    private static void hang(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(Connection line, Intake intake) throws Exception {
        while (line.ready()) {
            var body = line(line);
            if (Flaw.TALKATIVE.isNow()) {
                LoggerFactory.getLogger(LineListener.class).info("got {}", new String(body));
            }
            if (Flaw.HASTY.isNow()) {
                say(line, Plain.YES);
                intake.submit(Message.of(body));
                continue;
            }
            var receipt = intake.submit(Message.of(body));
            boolean yes = receipt.kept() || Flaw.LIAR.isNow();
            say(line, yes ? Plain.YES : Plain.NO);
        }
    }

    private static byte[] line(Connection line) throws IOException {
        var text = new ByteArrayOutputStream();
        for (int one = line.in().read(); one >= 0 && one != '\n'; one = line.in().read()) {
            text.write(one);
        }
        return text.toByteArray();
    }

    private static void say(Connection line, String words) throws IOException {
        line.out().write((words + "\n").getBytes());
        line.out().flush();
    }
}
