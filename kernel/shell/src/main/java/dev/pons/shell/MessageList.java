package dev.pons.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The newest messages. */
@Service
@Command(
        scope = "message",
        name = "list",
        description = "Lists messages, newest first, without content",
        detailedDescription = "Example: message:list --channel adt-to-lab --state held")
public final class MessageList extends MessageSelection {}
