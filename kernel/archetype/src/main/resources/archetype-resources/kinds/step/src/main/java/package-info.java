/** The ${kind} {@code ${name}}, for channels of Pons. */
package ${package};
