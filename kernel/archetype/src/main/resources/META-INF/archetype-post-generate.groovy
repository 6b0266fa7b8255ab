// What is of the chosen kind goes where it belongs; the other kinds go away.
import java.nio.file.Files
import java.nio.file.Path

Path project = Path.of(request.outputDirectory, request.artifactId)
Path kinds = project.resolve("kinds")
Path chosen = kinds.resolve(request.properties.getProperty("kind"))
Files.list(chosen).withCloseable { found ->
    found.each { Files.move(it, project.resolve(it.fileName)) }
}
kinds.toFile().deleteDir()
