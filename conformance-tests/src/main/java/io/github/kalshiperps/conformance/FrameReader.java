package io.github.kalshiperps.conformance;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads frames line by line, so that a recording of any length takes no more memory than its longest line. */
final class FrameReader implements Closeable {
    private final BufferedReader lines;
    private final FileChannel file;
    private String frame = "";
    private int line;

    FrameReader(Path path) throws IOException {
        file = FileChannel.open(path);
        // Latin-1 has a character for every byte: a line that is not UTF-8 costs no other line.
        lines = new BufferedReader(Channels.newReader(file, StandardCharsets.ISO_8859_1));
    }

    /** Goes to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        for (String read = lines.readLine(); read != null; read = lines.readLine()) {
            line++;
            if (!read.isBlank()) {
                frame = read;
                return true;
            }
        }
        return false;
    }

    /** The number of the line that was read last; the first one is 1. */
    int line() {
        return line;
    }

    /**
     * The frame that was read last.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    String frame() throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.wrap(frame.getBytes(StandardCharsets.ISO_8859_1));
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    /** Whether the frame that was read last is where the file ends without an end of line, as when its writer was killed. */
    boolean isCutOff() throws IOException {
        lines.mark(1);
        boolean last = lines.read() < 0;
        lines.reset();
        ByteBuffer end = ByteBuffer.allocate(1);
        return last && file.read(end, file.size() - 1) == 1 && "\n\r".indexOf((char) end.get(0)) < 0;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
