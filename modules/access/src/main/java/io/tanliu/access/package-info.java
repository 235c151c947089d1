// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Who is calling and what they may do: keys, tokens and certificates become a {@link
 * io.tanliu.access.Caller} with grants; every change and refusal is recorded. No door and no server
 * stands here; they all ask here.
 */
package io.tanliu.access;
