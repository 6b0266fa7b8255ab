package dev.pons.core.language;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What a condition's line asks of the values at its path. Any thread. */
interface Matcher {

    /** Whether this one value matches. */
    boolean one(Value value, Flow flow) throws ProblemException;

    /** Whether some value matches. */
    default boolean some(List<Value> values, Flow flow) throws ProblemException {
        for (int i = 0; i < values.size(); i++) {
            if (one(values.get(i), flow)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there are values and each of them matches. */
    default boolean every(List<Value> values, Flow flow) throws ProblemException {
        for (int i = 0; i < values.size(); i++) {
            if (!one(values.get(i), flow)) {
                return false;
            }
        }
        return !values.isEmpty();
    }

    /** A value of this kind of presence. */
    static Matcher kind(Value.Kind kind) {
        return (value, flow) -> value.kind() == kind;
    }

    /** Not in the message at all. */
    record Absent() implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) {
            return false;
        }

        @Override
        public boolean some(List<Value> values, Flow flow) {
            return values.isEmpty();
        }
    }

    /** Equals one of these texts. */
    record Texts(Set<String> texts) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) {
            return value.exists() && texts.contains(value.text());
        }
    }

    /** A regular expression is found in it. */
    record Found(Regex regex) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) throws ProblemException {
            return value.exists() && regex.find(value.text());
        }
    }

    /** A key of a code table. */
    record Key(String table, String column) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) {
            return value.exists() && flow.cell(table, value.text(), column) != null;
        }
    }

    /** One of several matchers. */
    record Either(List<Matcher> matchers) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) throws ProblemException {
            for (var matcher : matchers) {
                if (matcher.one(value, flow)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean some(List<Value> values, Flow flow) throws ProblemException {
            for (var matcher : matchers) {
                if (matcher.some(values, flow)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Several matchers, for the same value. */
    record Both(List<Matcher> matchers) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) throws ProblemException {
            for (var matcher : matchers) {
                if (!matcher.one(value, flow)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** No value matches; so also where there is none. */
    record Not(Matcher matcher) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) throws ProblemException {
            return !matcher.one(value, flow);
        }

        @Override
        public boolean some(List<Value> values, Flow flow) throws ProblemException {
            return !matcher.some(values, flow);
        }
    }

    /** A number over (1) or under (-1) a limit; what is no number is neither. */
    record Number(BigDecimal limit, int sign) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) {
            var number = Numbers.parse(value.text());
            return number != null && number.compareTo(limit) == sign;
        }
    }

    /**
     * A time before or after another. Both may be imprecise: a day is before an instant when all of
     * it is, so a day is neither before nor after an hour of itself. What is no time is neither.
     */
    record Time(boolean before, Text limit, String written) implements Matcher {
        @Override
        public boolean one(Value value, Flow flow) throws ProblemException {
            var time = Hl7Time.parse(value.text());
            if (time == null) {
                return false;
            }
            var other = Hl7Time.parse(limit.render(flow));
            if (other == null) {
                throw new ProblemException(
                        Problem.of("value", "not an HL7 time to compare with").at(written));
            }
            var zone = flow.zone();
            return before
                    ? !time.end(zone).isAfter(other.start(zone))
                    : !time.start(zone).isBefore(other.end(zone));
        }
    }
}
