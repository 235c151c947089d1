/** A folder into which exports are put and from which they are taken, each once. */
package io.tanliu.client.folder;
