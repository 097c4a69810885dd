package io.github.kalshiperps.completeness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks a test that asks whether what we wrote by hand (captures, probes, decisions, accessors) is there for all of a contract. It
 * waits while a bump of the specs is open, since what the bump brought is still to be written: the profile {@code open-bump} of the
 * build excludes the tag while {@code BUMP.md} lies in the root, which never comes to the branch main.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("complete")
public @interface AsksForAll {}
