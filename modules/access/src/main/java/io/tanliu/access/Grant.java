// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

/**
 * A permission for a scope.
 *
 * @param permission what
 * @param scope for what
 */
public record Grant(Permission permission, Scope scope) {}
