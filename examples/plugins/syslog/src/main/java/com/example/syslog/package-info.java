/** The listener {@code syslog}, for channels of Pons. */
package com.example.syslog;
