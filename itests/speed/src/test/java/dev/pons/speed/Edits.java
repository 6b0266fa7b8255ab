package dev.pons.speed;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One message after the other on one thread: bytes in, bytes out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Edits {

    private static final String THREE =
            """
            msg.set('PID-5.1', msg.get('PID-5.1').toUpperCase());
            msg.set('PID-8', msg.get('PID-8') === 'F' ? 'W' : 'M');
            msg.set('PV1-3.1', msg.get('PV1-3.1') + 'x');
            """;

    private static final String THREE_CLASSIC =
            """
            msg['PID']['PID.5']['PID.5.1'] = msg['PID']['PID.5']['PID.5.1'].toString().toUpperCase();
            msg['PID']['PID.8']['PID.8.1'] = msg['PID']['PID.8']['PID.8.1'].toString() == 'F' ? 'W' : 'M';
            msg['PV1']['PV1.3']['PV1.3.1'] = msg['PV1']['PV1.3']['PV1.3.1'].toString() + 'x';
            """;

    private final Message adt = Messages.of(Messages.ADT);
    private final Message oru = Messages.of(Messages.ORU);
    private final Format format = Channel.HL7;

    private final Channel keepAndSet =
            Channel.of(
                    """
                    - keep: { MSH-9.1: ADT, PV1-2: [I, E] }
                    - set:
                        PID-5.1: "{PID-5.1 | upper}"
                        PID-8: W
                        PV1-3.1: "{PV1-3.1}x"
                    """);
    private final Channel script = Channel.of("- script:\n    code: |\n" + THREE.indent(6));
    private final Channel classic =
            Channel.of("- script:\n    e4x: true\n    code: |\n" + THREE_CLASSIC.indent(6));

    private final PipeParser hapi = plain();

    /** Without its checks, which ours does not make here either. */
    private static PipeParser plain() {
        @SuppressWarnings("resource") // holds nothing: it is used for its parser only
        var context = new DefaultHapiContext(ValidationContextFactory.noValidation());
        return context.getPipeParser();
    }

    /** Reads the ADT, puts a letter behind the family name, writes. */
    @Benchmark
    public byte[] adtOneField() throws ProblemException, IOException {
        return oneField(format.read(adt));
    }

    /** The same with HAPI. */
    @Benchmark
    public byte[] adtOneFieldHapi() throws HL7Exception, IOException {
        return oneFieldHapi(adt, "PID-5-1");
    }

    /** Reads the ORU, puts a letter behind the family name, writes. */
    @Benchmark
    public byte[] oruOneField() throws ProblemException, IOException {
        return oneField(format.read(oru));
    }

    /** The same with HAPI. */
    @Benchmark
    public byte[] oruOneFieldHapi() throws HL7Exception, IOException {
        return oneFieldHapi(oru, "/PATIENT_RESULT/PATIENT/PID-5-1");
    }

    /** A channel with {@code keep} and {@code set} of three fields. */
    @Benchmark
    public byte[] keepAndSet() throws Exception {
        return keepAndSet.run(adt);
    }

    /** The same three fields by HAPI, with the question before. */
    @Benchmark
    public byte[] keepAndSetHapi() throws HL7Exception, IOException {
        var message = hapi.parse(Messages.text(adt.body().toBytes()));
        var terser = new Terser(message);
        var kind = terser.get("PV1-2");
        if (!"ADT".equals(terser.get("MSH-9-1")) || !("I".equals(kind) || "E".equals(kind))) {
            throw new IllegalStateException("it is kept");
        }
        terser.set("PID-5-1", terser.get("PID-5-1").toUpperCase(Locale.ROOT));
        terser.set("PID-8", "W");
        terser.set("PV1-3-1", terser.get("PV1-3-1") + "x");
        return hapi.encode(message).getBytes(StandardCharsets.UTF_8);
    }

    /** A channel with a script of three gets and sets. */
    @Benchmark
    public byte[] script() throws Exception {
        return script.run(adt);
    }

    /** The same in the classic style, {@code e4x: true}. */
    @Benchmark
    public byte[] classicScript() throws Exception {
        return classic.run(adt);
    }

    private static <N> byte[] oneField(Tree<N> tree) throws ProblemException, IOException {
        var name = tree.find(tree.root(), "PID-5.1").get(0);
        tree.set(name, Value.of(tree.value(name).text() + "X"));
        return tree.write().toBytes();
    }

    private byte[] oneFieldHapi(Message request, String path) throws HL7Exception, IOException {
        var message = hapi.parse(Messages.text(request.body().toBytes()));
        var terser = new Terser(message);
        terser.set(path, terser.get(path) + "X");
        return hapi.encode(message).getBytes(StandardCharsets.UTF_8);
    }
}
