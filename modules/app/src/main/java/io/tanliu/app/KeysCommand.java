// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Keys of callers, by an operator who has Kafka. */
@Command(
    name = "keys",
    description = "Who may call: gives, lists, rotates and takes back keys.",
    subcommands = {
      KeysCreateCommand.class,
      KeysListCommand.class,
      KeysRotateCommand.class,
      KeysRevokeCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true)
final class KeysCommand {}
