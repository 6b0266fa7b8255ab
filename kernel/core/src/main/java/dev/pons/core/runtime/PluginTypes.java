package dev.pons.core.runtime;

import dev.pons.core.control.Finding;
import dev.pons.core.engine.Types;
import dev.pons.spi.DestinationType;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.FormatType;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types that plugins register as services. The framework calls in while it starts and stops
 * bundles, so a type that comes is told to the engine on a thread of its own; but one that goes is
 * told before the call returns, for its bundle stops next.
 */
final class PluginTypes implements Types, ServiceTrackerCustomizer<Object, Offer>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginTypes.class);

    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final Map<String, Kind> KINDS =
            Map.of(
                    SourceType.class.getName(), Kind.SOURCE,
                    DestinationType.class.getName(), Kind.DESTINATION,
                    StepType.class.getName(), Kind.STEP,
                    FormatType.class.getName(), Kind.FORMAT);

    private final BundleContext context;
    private final TypeRules rules;
    private final OfferTable table = new OfferTable();
    private final Map<ServiceReference<?>, Finding> refused = new ConcurrentHashMap<>();
    private final ExecutorService additions =
            Executors.newSingleThreadExecutor(Threads.named("pons-types"));
    private final ServiceTracker<Object, Offer> tracker;
    private volatile @Nullable Deployer listener;

    /** Does not track yet. */
    PluginTypes(BundleContext context, TypeRules rules) {
        this.context = context;
        this.rules = rules;
        try {
            var any = new StringBuilder("(|");
            KINDS.keySet().forEach(name -> any.append("(objectClass=").append(name).append(')'));
            this.tracker = new ServiceTracker<>(context, context.createFilter(any + ")"), this);
        } catch (InvalidSyntaxException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Finds what is there, and follows what comes and goes. Nobody is told of it yet. */
    void open() {
        tracker.open();
    }

    /** From now on, changes are told; what changed before, the listener must ask for. */
    void tell(Deployer deployer) {
        listener = deployer;
    }

    /** Changes are told no more: the engine ends. */
    void tellNobody() {
        listener = null;
        additions.shutdownNow();
    }

    @Override
    public @Nullable Offer addingService(ServiceReference<Object> reference) {
        var kind = kind(reference);
        Object service;
        try {
            service = context.getService(reference);
        } catch (RuntimeException | LinkageError broken) {
            return refuse(reference, "cannot be made (" + Reason.of(broken) + ")", BUILD);
        }
        if (service == null) {
            return refuse(reference, "cannot be made" + MissingClass.of(reference), BUILD);
        }
        var offer = offer(reference, kind, service);
        if (offer == null) {
            context.ungetService(reference);
        } else if (table.add(offer)) {
            later(offer);
        }
        return offer;
    }

    private static final String BUILD =
            "take a complete build of the plugin: all its classes and libraries in one jar";

    private @Nullable Offer offer(ServiceReference<Object> reference, Kind kind, Object service) {
        try {
            var type = (Type<?, ?>) service;
            Class<?> options = type.config();
            var broken = rules.check(kind, options);
            if (broken.isPresent()) {
                return refuse(reference, broken.get().problem(), broken.get().remedy());
            }
            var bundle = reference.getBundle();
            var name = options.getAnnotation(Name.class);
            if (bundle == null || name == null) {
                return null;
            }
            var id = (Long) reference.getProperty(Constants.SERVICE_ID);
            return new Offer(
                    new Types.TypeName(kind, name.value()),
                    type,
                    bundle.getBundleId(),
                    bundle.getVersion(),
                    id);
        } catch (RuntimeException | LinkageError broken) {
            return refuse(
                    reference, "its options cannot be read (" + Reason.of(broken) + ")", BUILD);
        }
    }

    private @Nullable Offer refuse(ServiceReference<?> reference, String problem, String remedy) {
        var bundle = reference.getBundle();
        if (bundle != null) {
            var what = Doctor.what(bundle) + ", " + kind(reference).word() + " type";
            var before = refused.put(reference, new Finding(what, problem, remedy));
            if (before == null) {
                LOG.warn("{}: {}; {}", what, problem, remedy);
            }
        }
        return null;
    }

    private static Kind kind(ServiceReference<?> reference) {
        for (var name : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
            var kind = KINDS.get(name);
            if (kind != null) {
                return kind;
            }
        }
        throw new IllegalStateException("the tracker's filter lets only types through");
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Offer offer) {
        LOG.debug("properties of {} changed, which says nothing", offer.words());
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Offer offer) {
        if (table.remove(offer)) {
            say(List.of(offer));
            awaitLeft();
        }
        context.ungetService(reference);
    }

    private void later(Offer offer) {
        try {
            additions.execute(
                    () ->
                            say(List.of(offer))
                                    .forEach(why -> LOG.warn("{}: {}", offer.words(), why)));
        } catch (RejectedExecutionException ended) {
            LOG.debug("{} came while the engine ends", offer.words());
        }
    }

    /** Tells the engine; what it cannot follow. */
    private List<String> say(Collection<Offer> changed) {
        var told = listener;
        if (told == null) {
            return List.of();
        }
        try {
            return told.typesChanged(changed.stream().map(Offer::name).collect(Collectors.toSet()));
        } catch (RuntimeException fault) {
            LOG.error("the engine could not follow the change of {}", changed, fault);
            return List.of("a fault of the engine; its log says where");
        }
    }

    /** Another plugin took over from one that goes: what it still does comes to its end first. */
    private void awaitLeft() {
        var told = listener;
        try {
            if (told != null && !told.awaitLeft(LAST_WORDS)) {
                LOG.warn("a plugin goes while something of it is still in use");
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a bundle offers does not count before {@link #exchange}. */
    void hide(long bundle) {
        table.hide(bundle);
    }

    /** A hidden bundle was taken out. */
    void gone(long bundle) {
        table.show(bundle, Optional.empty());
    }

    /** What a bundle offers is not for use now: it comes, or goes. */
    boolean isHidden(long bundle) {
        return table.isHidden(bundle);
    }

    /** What channels use of a plugin, and another one in its place does not offer; and why. */
    List<String> lacks(Bundle fresh, Bundle before, Function<Types.TypeName, Set<String>> users) {
        var broken =
                refused.entrySet().stream()
                        .filter(e -> fresh.equals(e.getKey().getBundle()))
                        .map(e -> kind(e.getKey()).word() + " type: " + e.getValue().problem())
                        .toList();
        var offered = table.of(fresh.getBundleId()).stream().map(Offer::name).toList();
        var all = new ArrayList<String>(broken);
        for (var offer : table.of(before.getBundleId())) {
            var used = users.apply(offer.name());
            if (!offered.contains(offer.name()) && !used.isEmpty() && broken.isEmpty()) {
                all.add(
                        "it does not offer "
                                + offer.words()
                                + ", which channel "
                                + String.join(", ", new TreeSet<>(used))
                                + " uses");
            }
        }
        return all;
    }

    /**
     * What one bundle offers counts from now on, in place of what another one offers.
     *
     * @return why the engine cannot follow, and all is as before; empty: it did
     */
    List<String> exchange(long fresh, Optional<Long> before) {
        var changed = new ArrayList<>(table.of(fresh));
        before.ifPresent(b -> changed.addAll(table.of(b)));
        table.show(fresh, before);
        var why = say(changed);
        if (!why.isEmpty()) {
            before.ifPresentOrElse(b -> table.show(b, Optional.of(fresh)), () -> table.hide(fresh));
            say(changed).forEach(again -> LOG.error("{}", again));
        }
        return why;
    }

    /** All offers; the best of a type before the others. */
    List<Offer> offers() {
        return table.all();
    }

    /** Refused services, and types that are offered twice. */
    List<Finding> findings() {
        refused.keySet().removeIf(reference -> reference.getBundle() == null);
        var all = new ArrayList<>(refused.values());
        for (var offer : table.all()) {
            var best = table.best(offer.name());
            if (best != null && best != offer) {
                all.add(
                        new Finding(
                                Doctor.what(context, offer),
                                "its "
                                        + offer.words()
                                        + " is not used: "
                                        + Doctor.what(context, best)
                                        + " offers it too, in version "
                                        + best.version()
                                        + " (this is "
                                        + offer.version()
                                        + ")",
                                "remove the one that you do not want"));
            }
        }
        return all;
    }

    @Override
    public Optional<SourceType<?>> source(String name) {
        return best(Kind.SOURCE, name).map(type -> (SourceType<?>) type);
    }

    @Override
    public Optional<DestinationType<?>> destination(String name) {
        return best(Kind.DESTINATION, name).map(type -> (DestinationType<?>) type);
    }

    @Override
    public Optional<StepType<?>> step(String name) {
        return best(Kind.STEP, name).map(type -> (StepType<?>) type);
    }

    @Override
    public Optional<FormatType<?>> format(String name) {
        return best(Kind.FORMAT, name).map(type -> (FormatType<?>) type);
    }

    private Optional<Type<?, ?>> best(Kind kind, String name) {
        var best = table.best(new Types.TypeName(kind, name));
        return best == null ? Optional.empty() : Optional.of(best.type());
    }

    @Override
    public Set<String> names(Kind kind) {
        return table.names(kind);
    }

    @Override
    public void close() {
        tellNobody();
        tracker.close();
    }
}
