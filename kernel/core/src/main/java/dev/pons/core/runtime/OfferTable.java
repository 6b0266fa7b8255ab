package dev.pons.core.runtime;

import dev.pons.core.engine.Types;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All offers; of two for one type that of the newer plugin counts (semantics 6.6), of two of one
 * version that of the later bundle. Offers of hidden bundles do not count. Any thread.
 */
final class OfferTable {

    private static final Comparator<Offer> BEST_FIRST =
            Comparator.comparing(Offer::version, Comparator.reverseOrder())
                    .thenComparing(Offer::bundle, Comparator.reverseOrder())
                    .thenComparing(Offer::service);

    private final List<Offer> offers = new ArrayList<>();
    private final Set<Long> hidden = new HashSet<>();

    /** Adds one; true: it is the one that counts now. */
    synchronized boolean add(Offer offer) {
        offers.add(offer);
        offers.sort(BEST_FIRST);
        return best(offer.name()) == offer;
    }

    /** Takes one out; true: it was the one that counted. */
    synchronized boolean remove(Offer offer) {
        var counted = best(offer.name()) == offer;
        offers.removeIf(o -> o == offer);
        return counted;
    }

    /** The one that counts. */
    synchronized @Nullable Offer best(Types.TypeName name) {
        for (var offer : offers) {
            if (offer.name().equals(name) && shown(offer)) {
                return offer;
            }
        }
        return null;
    }

    /** Names of a kind. */
    synchronized Set<String> names(Types.Kind kind) {
        var names = new TreeSet<String>();
        for (var offer : offers) {
            if (offer.name().kind() == kind && shown(offer)) {
                names.add(offer.name().name());
            }
        }
        return names;
    }

    /** All that are not hidden, the best of a type before the others. */
    synchronized List<Offer> all() {
        return offers.stream().filter(this::shown).toList();
    }

    /** All of a bundle, hidden or not. */
    synchronized List<Offer> of(long bundle) {
        return offers.stream().filter(o -> o.bundle() == bundle).toList();
    }

    private boolean shown(Offer offer) {
        return !hidden.contains(offer.bundle());
    }

    synchronized boolean isHidden(long bundle) {
        return hidden.contains(bundle);
    }

    /** What a bundle offers does not count. */
    synchronized void hide(long bundle) {
        hidden.add(bundle);
    }

    /** What a bundle offers counts, at once with what another one offers not doing so. */
    synchronized void show(long bundle, Optional<Long> insteadOf) {
        hidden.remove(bundle);
        insteadOf.ifPresent(hidden::add);
    }
}
