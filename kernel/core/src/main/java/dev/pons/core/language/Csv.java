package dev.pons.core.language;

import java.util.ArrayList;
import java.util.List;

/** Lines of CSV (RFC 4180): commas, double quotes. Blank lines are passed over. One use. */
final class Csv {

    private final String text;
    private int at;
    private int line = 1;

    /** A line, and its number in the text. */
    record Line(int number, List<String> cells) {}

    Csv(String text) {
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    List<Line> lines() {
        var lines = new ArrayList<Line>();
        while (at < text.length()) {
            int number = line;
            var cells = cells();
            if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                lines.add(new Line(number, cells));
            }
        }
        return lines;
    }

    private List<String> cells() {
        var cells = new ArrayList<String>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at == text.length() || text.charAt(at) != ',') {
                end();
                return cells;
            }
            at++;
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        int begin = line;
        var cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char one = text.charAt(at++);
            if (one != '"') {
                line += one == '\n' ? 1 : 0;
                cell.append(one);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else if (at == text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0) {
                return cell.toString();
            } else {
                throw new IllegalArgumentException(
                        "line " + line + ": text stands behind a closing quote");
            }
        }
        throw new IllegalArgumentException("line " + begin + ": a quote is not closed");
    }

    private void end() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line++;
    }
}
