package dev.pons.plugin.file.sftp;

import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;
import org.jspecify.annotations.Nullable;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/** Tells the SSH library of {@link Ed25519}. */
final class Ed25519Registrar extends AbstractSecurityProviderRegistrar {

    private static final String PROVIDER = "SunEC";

    private Ed25519Registrar() {
        super(PROVIDER);
    }

    /** Once, before anything else of the library is used; later it changes nothing. */
    static void register() {
        Holder.DONE.isSupported();
    }

    private static final class Holder {

        static final Ed25519Registrar DONE = new Ed25519Registrar();

        static {
            SecurityUtils.registerSecurityProvider(DONE);
        }
    }

    @Override
    public boolean isSecurityEntitySupported(Class<?> entity, String name) {
        return name.equals(Ed25519.NAME) || name.equals(SecurityUtils.EDDSA);
    }

    @Override
    public boolean isSupported() {
        return getSecurityProvider() != null;
    }

    @Override
    public @Nullable Provider getSecurityProvider() {
        return Security.getProvider(PROVIDER);
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new Ed25519());
    }
}
