// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.topology.LedgerSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a process runs and where.
 *
 * @param roles parts to run
 * @param host address to listen on
 * @param port HTTP port, 0 for a free one
 * @param advertised {@code host:port} at which other instances reach this one
 * @param clients configuration of Kafka clients and registry
 * @param stateDirectory where state stores live
 * @param threads stream threads of the ledger
 * @param ledger what the deployment chose about its ledger
 */
record PlatformSettings(
    Set<Role> roles,
    String host,
    int port,
    Optional<String> advertised,
    Map<String, Object> clients,
    Path stateDirectory,
    int threads,
    LedgerSettings ledger) {}
