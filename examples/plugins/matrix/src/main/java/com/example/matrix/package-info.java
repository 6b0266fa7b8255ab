/** The destination {@code matrix}, for channels of Pons. */
package com.example.matrix;
