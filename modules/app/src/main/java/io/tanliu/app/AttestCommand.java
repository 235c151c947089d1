// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Batches that their senders seal. */
@Command(
    name = "attest",
    description = "Sealed batches: keys, senders, the proof that nothing was altered, anchors.",
    subcommands = {
      AttestKeygenCommand.class,
      AttestRegisterCommand.class,
      AttestVerifyCommand.class,
      AttestAnchorCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true)
final class AttestCommand {}
