/** Rows of CSV files and Excel sheets, read one after the other in bounded memory. */
package io.tanliu.client.table;
