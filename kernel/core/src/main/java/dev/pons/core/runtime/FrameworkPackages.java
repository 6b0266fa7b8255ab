package dev.pons.core.runtime;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the bundles of this framework and its Java export. */
record FrameworkPackages(BundleContext context) implements Packages {

    @Override
    public List<Version> versions(String name) {
        var found = new ArrayList<Version>();
        for (var bundle : context.getBundles()) {
            var revision = bundle.adapt(BundleRevision.class);
            if (revision == null) {
                continue;
            }
            for (var offer : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                var attributes = offer.getAttributes();
                if (name.equals(attributes.get(PackageNamespace.PACKAGE_NAMESPACE))
                        && attributes.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)
                                instanceof Version version) {
                    found.add(version);
                }
            }
        }
        found.sort(Comparator.reverseOrder());
        return found;
    }
}
