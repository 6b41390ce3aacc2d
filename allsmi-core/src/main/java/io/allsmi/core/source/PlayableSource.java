package io.allsmi.core.source;

/**
 * A source whose time is steered: a recording that is played. {@link #poll()} gives the frame that
 * is due, waiting as long as the recording says that it is not; a frame that was sought comes at
 * once, also while the playback is paused.
 *
 * <p>A playback that reached its end does not end the source: its last frame stays, and a later
 * command goes on from there.
 *
 * @since 0.30.0
 */
public interface PlayableSource extends ClusterSource {
  /** Where the playback is now; from any thread, at once. */
  Playback playback();

  /**
   * Asks for something. Returns at once; {@link #poll()} gives the frame that it leads to, and
   * {@link #playback()} says where that is. From any thread.
   */
  void steer(PlaybackCommand command);
}
