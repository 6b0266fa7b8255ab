/** A vendor's plugin: a destination that shouts, a step that reverses. */
package com.example.vendor;
