package dev.pons.jdk25;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

import java.nio.charset.StandardCharsets;

/**
 * Rewrites the few Karaf classes that ask the access controller who is acting: it has no answer any
 * more. Their calls go to {@link Subjects} instead. The framework calls it once per loaded class,
 * on the thread that loads; all but Karaf's own bundles pass untouched.
 */
final class SubjectWeaver implements WeavingHook {

    private static final String KARAF = "org.apache.karaf";
    private static final String JAAS_HELPER = "org.apache.karaf.util.jaas.JaasHelper";
    private static final String SUBJECT = "javax/security/auth/Subject";
    private static final String GET_SUBJECT =
            "(Ljava/security/AccessControlContext;)Ljavax/security/auth/Subject;";
    private static final String STAND_IN = "dev/pons/jdk25/Subjects";

    @Override
    public void weave(WovenClass woven) {
        String bundle = woven.getBundleWiring().getBundle().getSymbolicName();
        if (bundle == null || !bundle.startsWith(KARAF)) {
            return;
        }
        byte[] rewritten = rewrite(woven.getClassName(), woven.getBytes());
        if (rewritten != null) {
            woven.setBytes(rewritten);
            woven.getDynamicImports().add(SubjectWeaver.class.getPackageName());
        }
    }

    /** The class with its calls redirected, or null where there is nothing to redirect. */
    static byte @Nullable [] rewrite(String className, byte[] bytes) {
        boolean helper = className.equals(JAAS_HELPER);
        if (!helper && !mentionsGetSubject(bytes)) {
            return null;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(bytes).accept(new Redirected(writer, helper), 0);
        return writer.toByteArray();
    }

    /** A look at the constant pool without parsing it: descriptors stand there as plain text. */
    private static boolean mentionsGetSubject(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(GET_SUBJECT);
    }

    private static final class Redirected extends ClassVisitor {

        private final boolean helper;

        Redirected(ClassVisitor next, boolean helper) {
            super(Opcodes.ASM9, next);
            this.helper = helper;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method =
                    super.visitMethod(access, name, descriptor, signature, exceptions);
            if (helper && name.equals("doAs")) {
                writeForwarding(method, descriptor);
                return null;
            }
            return new RedirectedCalls(method);
        }

        /** {@code static Object doAs(a, b) { return Subjects.doAs(a, b); }} */
        private static void writeForwarding(MethodVisitor method, String descriptor) {
            method.visitCode();
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, STAND_IN, "doAs", descriptor, false);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(2, 2);
            method.visitEnd();
        }
    }

    private static final class RedirectedCalls extends MethodVisitor {

        RedirectedCalls(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean getSubject =
                    opcode == Opcodes.INVOKESTATIC
                            && owner.equals(SUBJECT)
                            && name.equals("getSubject")
                            && descriptor.equals(GET_SUBJECT);
            super.visitMethodInsn(
                    opcode, getSubject ? STAND_IN : owner, name, descriptor, isInterface);
        }
    }
}
