/**
 * The channel language over any format: paths, conditions, templates with pipes, and the steps that
 * every channel has. Parsed once per channel version, evaluated per message.
 *
 * <p>What the language's document leaves open is settled here so:
 *
 * <ul>
 *   <li>in the maps of {@code set}, {@code copy}, {@code move} and {@code let} what stands left is
 *       changed; right sides of {@code set} and {@code let} read the message as before the step,
 *       {@code copy} and {@code move} work line by line
 *   <li>{@code create: true} stands among the paths of {@code set}, {@code copy}, {@code move}
 *   <li>{@code remove} takes all that a path matches; {@code [1]} says only the first
 *   <li>a time before or after another is so for all that both may mean; what is no number and no
 *       time is neither over, under, before nor after anything
 *   <li>{@code {now}} has seconds and no offset; {@code {now | date(to='yyyyMMddHHmmssXX')}} has
 *       one
 *   <li>{@code {id}} and {@code {now}} go before paths and variables of these names
 *   <li>the text of a {@code refuse} holds no values of the message, for it is logged
 * </ul>
 *
 * The pipes are listed in {@link dev.pons.core.language.Pipes}.
 */
@NullMarked
package dev.pons.core.language;

import org.jspecify.annotations.NullMarked;
