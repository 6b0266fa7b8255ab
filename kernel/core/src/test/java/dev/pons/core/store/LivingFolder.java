package dev.pons.core.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files of a folder in use, some of which go while one looks (those of the index do). */
final class LivingFolder extends SimpleFileVisitor<Path> {

    private final List<Path> found = new ArrayList<>();

    private LivingFolder() {}

    /** All files, in order. */
    static List<Path> files(Path folder) throws IOException {
        var living = new LivingFolder();
        Files.walkFileTree(folder, living);
        return living.found.stream().sorted().toList();
    }

    /** What is in one; nothing if it is gone. */
    static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        found.add(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
        if (why instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw why;
    }
}
