/**
 * Running a program within a time and getting what it wrote: {@link
 * io.allsmi.collect.command.CommandRunner} is the seam, {@link
 * io.allsmi.collect.command.LocalCommands} runs on this machine. {@link
 * io.allsmi.collect.command.ProgramStarter} is the one for programs that go on and are talked to.
 */
package io.allsmi.collect.command;
