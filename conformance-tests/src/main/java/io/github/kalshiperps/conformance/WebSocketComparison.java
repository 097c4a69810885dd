package io.github.kalshiperps.conformance;

import io.github.kalshiperps.codegen.Message;
import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Compares frames, and the commands that led to them, with the message of their name. */
final class WebSocketComparison extends CaptureComparison {
    private final ContractFile contract;
    private final Messages messages;
    private final Messages commands;
    private final RoundTrip model;
    private final Tally byMessage;
    private final Tally byChannel;
    private final Omissions brokenFrames = new Omissions();
    private int frames;

    /**
     * @param contract of the API
     * @param model of all that the exchange sends
     */
    WebSocketComparison(ContractFile contract, RoundTrip model) {
        this(contract, Messages.ofExchange(contract), model);
    }

    private WebSocketComparison(ContractFile contract, Messages messages, RoundTrip model) {
        super(new Coverage(
                contract,
                Transport.WEBSOCKET,
                List.of(
                        new Tally(Documented.MESSAGE, messages.payloads()),
                        new Tally(Documented.CHANNEL, messages.channels())),
                messages.schemas()));
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
            // The schemas of what we sent ourselves are not seen of the exchange.
            compare(commands, source, command, commandsOfMeta.element(i), new HashSet<>());
        }
        return capture;
    }

    private void compareFrames(Capture.WebSocket capture) throws BrokenCaptureException {
        String file = String.valueOf(capture.frames().getFileName());
        int before = frames;
        try (FrameReader reader = new FrameReader(capture.frames())) {
            while (reader.next()) {
                compareFrame(capture.name(), reader);
            }
        } catch (IOException e) {
            throw BrokenCaptureException.unreadable(file, e);
        }
        if (frames == before) {
            throw new BrokenCaptureException(file + " has no frame that can be compared", null);
        }
    }

    private void compareFrame(String capture, FrameReader reader) throws IOException {
        try {
            String frame = reader.frame();
            Wire sent = WireReader.read(frame);
            Source source = Source.frame(capture, reader.line(), Objects.requireNonNullElse(messages.name(sent), ""));
            Optional<Message> found =
                    compare(messages, source, sent, Place.ROOT, coverage().seen());
            compare(source, sent, found.map(messages::schema).orElse(null), frame, model);
            found.ifPresent(this::count);
            frames++;
        } catch (CharacterCodingException e) {
            brokenFrames.add(new Uncompared(capture, reader.line(), "not UTF-8"));
        } catch (NotJsonException e) {
            brokenFrames.add(new Uncompared(
                    capture,
                    reader.line(),
                    reader.isCutOff() ? "the recording was cut off in this line, the last one" : e.inOneLine()));
        }
    }

    private void count(Message message) {
        byMessage.add(message.payload(), message.value());
        message.channels().forEach(channel -> byChannel.add(channel, message.value()));
    }

    /** Compares a value with the message of its name, if there is one. */
    private Optional<Message> compare(Messages side, Source source, Wire sent, Place place, Set<String> seen) {
        Optional<Message> found = side.find(sent);
        String name = side.name(sent);
        if (found.isPresent()) {
            compare(source, sent, side.schema(found.get()), place, seen);
        } else if (name == null) {
            compare(source, sent, side.envelope(), place, seen);
        } else {
            add(
                    source,
                    Kind.UNDOCUMENTED_MESSAGE,
                    place.member(side.discriminator(), side.envelope()),
                    side.names().words(),
                    Excerpt.of(new StringValue(name)));
        }
        return found;
    }
}
