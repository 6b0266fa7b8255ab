/** The step {@code deidentify}, for channels of Pons. */
package com.example.deidentify;
