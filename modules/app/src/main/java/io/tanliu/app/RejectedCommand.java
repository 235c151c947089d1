// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Refused readings and dead letters. */
@Command(
    name = "rejected",
    description = "Refused readings and undecodable records: what there is, and sending it again.",
    subcommands = {
      RejectedListCommand.class,
      RejectedShowCommand.class,
      RejectedReplayCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true)
final class RejectedCommand {}
