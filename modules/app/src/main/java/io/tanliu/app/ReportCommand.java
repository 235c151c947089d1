// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Sealed reports. */
@Command(
    name = "report",
    description = "Sealed monthly and annual reports: the proof that a saved one was not altered.",
    subcommands = {ReportVerifyCommand.class, HelpCommand.class},
    mixinStandardHelpOptions = true)
final class ReportCommand {}
