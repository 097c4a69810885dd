package io.github.kalshiperps.conformance;

import io.github.kalshiperps.codegen.Message;
import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares frames, and the commands that led to them, with the message of their name. */
final class WebSocketComparison extends CaptureComparison {
    private static final ModelPlace SENT_BY_US =
            new ModelPlace("", "is not read by our models: whoever recorded sent it");

    private final ContractFile contract;
    private final @Nullable ContractFile newer;
    private final OtherMessages otherMessages;
    private final OtherMessages otherCommands;
    private final Messages messages;
    private final Messages commands;
    private final RoundTrip model;
    private final Tally byMessage;
    private final Tally byChannel;
    private final Omissions brokenFrames = new Omissions();
    private int frames;

    /**
     * @param contract of the API
     * @param others further ones of it
     * @param model of all that the exchange sends
     */
    WebSocketComparison(ContractFile contract, OtherContracts others, RoundTrip model) {
        this(contract, others, Messages.ofExchange(contract), model);
    }

    private WebSocketComparison(ContractFile contract, OtherContracts others, Messages messages, RoundTrip model) {
        super(
                new Coverage(
                        contract,
                        Transport.WEBSOCKET,
                        List.of(
                                new Tally(Documented.MESSAGE, messages.payloads()),
                                new Tally(Documented.CHANNEL, messages.channels())),
                        messages.schemas()),
                others);
        this.newer = others.newer();
        this.otherMessages = OtherMessages.of(others, Messages::ofExchange);
        this.otherCommands = OtherMessages.of(others, Messages::ofClients);
        this.contract = contract;
        this.messages = messages;
        this.commands = Messages.ofClients(contract);
        this.model = model;
        this.byMessage = coverage().tally(Documented.MESSAGE);
        this.byChannel = coverage().tally(Documented.CHANNEL);
    }

    @Override
    int frames() {
        return frames;
    }

    @Override
    List<Uncompared> brokenFrames() {
        return brokenFrames.list();
    }

    @Override
    Capture compare(Corpus corpus, String name) throws BrokenCaptureException {
        Capture.WebSocket capture = corpus.webSocket(name);
        begin(capture);
        if (!contract.basePaths().contains(capture.path())) {
            throw new BrokenCaptureException(
                    "the contract has no WebSocket at " + capture.path() + ", only at "
                            + String.join(", ", contract.basePaths()),
                    null);
        }
        compareFrames(capture);
        Place commandsOfMeta = Place.ROOT.member(Corpus.COMMANDS, null);
        for (int i = 0; i < capture.commands().size(); i++) {
            Wire command = capture.commands().get(i);
            Source source = Source.command(name, Objects.requireNonNullElse(commands.name(command), ""));
            // The schemas of what we sent ourselves are not shown by the exchange.
            Place place = commandsOfMeta.element(i);
            about(subject(commands, command, place).readAs(SENT_BY_US));
            compare(commands, otherCommands, source, command, place);
        }
        return capture;
    }

    private void compareFrames(Capture.WebSocket capture) throws BrokenCaptureException {
        checks().connection();
        String file = String.valueOf(capture.frames().getFileName());
        int before = frames;
        try (FrameReader reader = new FrameReader(capture.frames())) {
            while (reader.next()) {
                compareFrame(capture, reader);
                progress().frame();
            }
        } catch (IOException e) {
            throw BrokenCaptureException.unreadable(file, e);
        }
        if (frames == before) {
            throw new BrokenCaptureException(file + " has no frame that can be compared", null);
        }
    }

    private void compareFrame(Capture.WebSocket capture, FrameReader reader) throws IOException {
        try {
            String frame = reader.frame();
            Wire sent = WireReader.read(frame);
            Source source =
                    Source.frame(capture.name(), reader.line(), Objects.requireNonNullElse(messages.name(sent), ""));
            about(subject(messages, sent, Place.ROOT).readAs(model, frame));
            Optional<Message> found = compare(messages, otherMessages, source, sent, Place.ROOT);
            Schema schema = found.map(messages::schema).orElse(null);
            compare(source, sent, schema, frame, model);
            checks().frame(source, frame, sent, schema, capture.circumstances());
            found.ifPresent(message -> count(message, sent, capture.name()));
            frames++;
        } catch (CharacterCodingException e) {
            broken(capture, reader, "not UTF-8");
        } catch (NotJsonException e) {
            broken(
                    capture,
                    reader,
                    reader.isCutOff() ? "the recording was cut off in this line, the last one" : e.inOneLine());
        }
    }

    private void broken(Capture.WebSocket capture, FrameReader reader, String reason) {
        brokenFrames.add(new Uncompared(capture.name(), reader.line(), reason));
        checks().brokenFrame();
    }

    private void count(Message message, Wire sent, String capture) {
        byMessage.add(message.payload(), message.value(), capture);
        message.channels().forEach(channel -> byChannel.add(channel, message.value(), capture));
        coverage().shown().add(sent, messages.schema(message), capture);
    }

    private Subject subject(Messages side, Wire sent, Place place) {
        return Subject.of(contract, side.find(sent).map(Messages::pointer).orElse(""), place, sent);
    }

    /** What one side may send by other contracts; null for each that there is not. */
    private record OtherMessages(
            @Nullable Messages newer, @Nullable Messages older) {
        static OtherMessages of(OtherContracts contracts, Function<ContractFile, Messages> side) {
            return new OtherMessages(
                    contracts.newer() == null ? null : side.apply(contracts.newer()),
                    contracts.older() == null ? null : side.apply(contracts.older()));
        }

        OtherSchemas find(Wire sent) {
            return new OtherSchemas(schema(newer, sent), schema(older, sent));
        }

        private static @Nullable Schema schema(@Nullable Messages messages, Wire sent) {
            return messages == null
                    ? null
                    : messages.find(sent).map(messages::schema).orElse(null);
        }
    }

    /** Compares a value with the message of its name, if there is one. */
    private Optional<Message> compare(Messages side, OtherMessages otherSides, Source source, Wire sent, Place place) {
        Optional<Message> found = side.find(sent);
        OtherSchemas others = otherSides.find(sent);
        String name = side.name(sent);
        if (found.isPresent()) {
            compare(source, sent, side.schema(found.get()), others, place);
        } else if (name == null) {
            compare(source, sent, side.envelope(), OtherSchemas.NONE, place);
        } else {
            ContractFile knows = others.newer() == null ? null : newer;
            String expected = side.names().words();
            add(
                    source,
                    knows == null ? Kind.UNDOCUMENTED_MESSAGE : Kind.STALE_CONTRACT,
                    place.member(side.discriminator(), side.envelope()),
                    knows == null ? expected : knows.staleness(Kind.UNDOCUMENTED_MESSAGE, expected),
                    Excerpt.of(new StringValue(name)));
        }
        return found;
    }
}
