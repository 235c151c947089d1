// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What staff was told, and what became of it. */
@Command(
    name = "notices",
    description = "Notices on their way to receivers: what became of them, and sending them again.",
    subcommands = {NoticesListCommand.class, NoticesResendCommand.class, HelpCommand.class},
    mixinStandardHelpOptions = true)
final class NoticesCommand {}
