package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What declarative services know about components that do not come to life. */
record Components(ServiceComponentRuntime runtime) {

    /** One line for each component of a bundle that is not satisfied. */
    List<Finding> findings(Bundle bundle) {
        var found = new ArrayList<Finding>();
        for (var component : runtime.getComponentDescriptionDTOs(bundle)) {
            for (var state : runtime.getComponentConfigurationDTOs(component)) {
                var problem = problem(component, state);
                if (!problem.isEmpty()) {
                    found.add(
                            new Finding(
                                    Doctor.what(bundle),
                                    "its component " + component.name + " " + problem,
                                    "tell the vendor: a type needs nothing but dev.pons.spi"));
                }
            }
        }
        return found;
    }

    private static String problem(ComponentDescriptionDTO component, ComponentConfigurationDTO at) {
        return switch (at.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                    "waits for the configuration " + Arrays.toString(component.configurationPid);
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                    "waits for "
                            + Arrays.stream(at.unsatisfiedReferences)
                                    .map(
                                            reference ->
                                                    "the service "
                                                            + wanted(component, reference.name))
                                    .toList()
                                    .toString()
                                    .replaceAll("[\\[\\]]", "");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                    "failed when it was made" + firstLine(at.failure);
            default -> "";
        };
    }

    private static String wanted(ComponentDescriptionDTO component, String reference) {
        return Arrays.stream(component.references)
                .filter(r -> r.name.equals(reference))
                .map(r -> r.interfaceName)
                .findFirst()
                .orElse(reference);
    }

    private static String firstLine(String failure) {
        return failure == null || failure.isBlank()
                ? ""
                : " (" + failure.strip().lines().findFirst().orElse("") + ")";
    }
}
