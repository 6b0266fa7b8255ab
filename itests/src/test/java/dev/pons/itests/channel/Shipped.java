package dev.pons.itests.channel;

import dev.pons.core.engine.Types;
import dev.pons.itests.guide.MarkStep;
import dev.pons.plugin.astm.AstmType;
import dev.pons.plugin.binary.BinaryType;
import dev.pons.plugin.delimited.DelimitedType;
import dev.pons.plugin.delimited.FixedType;
import dev.pons.plugin.dicom.format.DicomType;
import dev.pons.plugin.file.FileDestination;
import dev.pons.plugin.file.FileSource;
import dev.pons.plugin.hapi.ConformanceType;
import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.plugin.http.HttpDestination;
import dev.pons.plugin.http.HttpSource;
import dev.pons.plugin.http.WebhookSource;
import dev.pons.plugin.json.JsonType;
import dev.pons.plugin.mail.MailDestination;
import dev.pons.plugin.mail.MailSource;
import dev.pons.plugin.mllp.MllpDestination;
import dev.pons.plugin.mllp.MllpSource;
import dev.pons.plugin.script.ScriptType;
import dev.pons.plugin.serial.SerialDestination;
import dev.pons.plugin.serial.SerialSource;
import dev.pons.plugin.sql.SqlDestination;
import dev.pons.plugin.sql.SqlSource;
import dev.pons.plugin.tcp.TcpDestination;
import dev.pons.plugin.tcp.TcpSource;
import dev.pons.plugin.tcp.UdpDestination;
import dev.pons.plugin.tcp.UdpSource;
import dev.pons.plugin.template.TemplateType;
import dev.pons.plugin.text.TextType;
import dev.pons.plugin.timer.TimerSource;
import dev.pons.plugin.x12.X12Type;
import dev.pons.plugin.xml.XmlType;
import dev.pons.plugin.xml.XsltType;
import dev.pons.spi.DestinationType;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.format.FormatType;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of the plugins of this house. */
record Shipped() implements Types {

    static final Map<String, SourceType<?>> SOURCES =
            Map.of(
                    "file", new FileSource(),
                    "http", new HttpSource(),
                    "mail", new MailSource(),
                    "mllp", new MllpSource(),
                    "serial", new SerialSource(),
                    "sql", new SqlSource(),
                    "tcp", new TcpSource(),
                    "timer", new TimerSource(),
                    "udp", new UdpSource(),
                    "webhook", new WebhookSource());
    static final Map<String, DestinationType<?>> DESTINATIONS =
            Map.of(
                    "file", new FileDestination(),
                    "http", new HttpDestination(),
                    "mail", new MailDestination(),
                    "mllp", new MllpDestination(),
                    "serial", new SerialDestination(),
                    "sql", new SqlDestination(),
                    "tcp", new TcpDestination(),
                    "udp", new UdpDestination());
    static final Map<String, FormatType<?>> FORMATS =
            Map.of(
                    "astm", new AstmType(),
                    "binary", new BinaryType(),
                    "delimited", new DelimitedType(),
                    "dicom", new DicomType(),
                    "fixed", new FixedType(),
                    "hl7v2", new Hl7v2Type(),
                    "json", new JsonType(),
                    "text", new TextType(),
                    "x12", new X12Type(),
                    "xml", new XmlType());

    /** With the guide's example, and the plugin that is released beside the archive. */
    static final Map<String, StepType<?>> STEPS =
            Map.of(
                    "conformance",
                    new ConformanceType(),
                    "mark",
                    new MarkStep(),
                    "script",
                    new ScriptType(),
                    "template",
                    new TemplateType(),
                    "xslt",
                    new XsltType());

    @Override
    public Optional<SourceType<?>> source(String name) {
        return Optional.ofNullable(SOURCES.get(name));
    }

    @Override
    public Optional<DestinationType<?>> destination(String name) {
        return Optional.ofNullable(DESTINATIONS.get(name));
    }

    @Override
    public Optional<StepType<?>> step(String name) {
        return Optional.ofNullable(STEPS.get(name));
    }

    @Override
    public Optional<FormatType<?>> format(String name) {
        return Optional.ofNullable(FORMATS.get(name));
    }

    @Override
    public Set<String> names(Kind kind) {
        return switch (kind) {
            case SOURCE -> SOURCES.keySet();
            case DESTINATION -> DESTINATIONS.keySet();
            case FORMAT -> FORMATS.keySet();
            case STEP -> STEPS.keySet();
        };
    }
}
