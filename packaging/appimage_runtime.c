/* Begins an AppImage: shows the file system behind itself as a folder, and becomes the program in it.

   Who serves the folder is a process apart. It holds one end of a pipe whose other end is the
   program's: when the program has ended, in whatever way, the folder goes. Where the system has no
   FUSE the files are unpacked, and removed in the same way. Compiled by appimage.py. */

#include <squashfuse/ll.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <link.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SELF "/proc/self/exe"
#define FAILED 127 /* as of a shell that cannot start something */

/* The image is packed by xz. What else the library could unpack is not linked: LZO is under the
   GPL, and the rest would never be called. */
int lzo1x_decompress_safe(void) { return -1; }
int LZ4_decompress_safe(void) { return -1; }
int uncompress(void) { return -1; }
size_t ZSTD_decompress(void) { return (size_t)-1; }
unsigned ZSTD_isError(size_t code) { return code == (size_t)-1; }

static char image[PATH_MAX];  /* this file */
static char folder[PATH_MAX]; /* where its files are seen */
static sqfs_ll *files;        /* what is packed */
static sqfs_ll_chan channel;
static int served = -1;       /* where the system asks for them, once they are mounted */

static int complain(const char *format, ...)
{
	va_list values;
	va_start(values, format);
	vfprintf(stderr, format, values);
	va_end(values);
	fputc('\n', stderr);
	return FAILED;
}

/* Where the file system begins: behind the section headers, which are the last of a program. */
static off_t payload(void)
{
	ElfW(Ehdr) header;
	int file = open(SELF, O_RDONLY | O_CLOEXEC);
	ssize_t got = file < 0 ? -1 : read(file, &header, sizeof header);
	if (file >= 0)
		close(file);
	return got == sizeof header ? (off_t)(header.e_shoff + header.e_shnum * header.e_shentsize) : 0;
}

/* A new folder that nobody else can look into, among what is temporary. */
static bool make_folder(void)
{
	const char *place = getenv("TMPDIR");
	if (!place || place[0] != '/')
		place = "/tmp";
	int length = snprintf(folder, sizeof folder, "%s/.mount_XXXXXX", place);
	return length < (int)sizeof folder && mkdtemp(folder);
}

static void become_program(char **arguments)
{
	char start[PATH_MAX + 8], before[PATH_MAX];
	snprintf(start, sizeof start, "%s/AppRun", folder);
	setenv("APPIMAGE", image, 1);
	setenv("APPDIR", folder, 1);
	setenv("ARGV0", arguments[0], 1);
	if (getcwd(before, sizeof before))
		setenv("OWD", before, 1);
	arguments[0] = start;
	execv(start, arguments);
	complain("Cannot start %s: %s. TMPDIR may name a folder from which programs start.", start,
		 strerror(errno));
}

/* --- what stays behind the program --- */

/* The caller's files are none of ours: a pipe would never end. */
static void let_go(int life)
{
	DIR *list = opendir("/proc/self/fd");
	struct dirent *entry;
	while (list && (entry = readdir(list))) {
		int file = atoi(entry->d_name);
		bool is_ours = file == life || file == served || file == files->fs.fd;
		if (file > 2 && file != dirfd(list) && !is_ours)
			close(file);
	}
	if (list)
		closedir(list);
	int nothing = open("/dev/null", O_RDWR);
	for (int file = 0; file < 3 && nothing >= 0; file++)
		dup2(nothing, file);
}

/* Has `stay` run in a process of its own. It gets the end of a pipe that closes when the program,
   which this process is to become, has ended, and with it whoever has its files. */
static bool leave_behind(void (*stay)(int life))
{
	int life[2];
	if (pipe(life))
		return false;
	pid_t child = fork();
	if (!child) { /* a grandchild stays: the program shall have no child that it did not make */
		pid_t last = fork();
		if (last)
			_exit(last < 0);
		setsid();
		let_go(life[0]);
		for (int i = 0; i < 4; i++)
			signal((int[]){SIGHUP, SIGINT, SIGTERM, SIGCHLD}[i], SIG_IGN);
		if (!chdir("/"))
			stay(life[0]);
		_exit(0);
	}
	int status = -1;
	close(life[0]);
	if (child > 0 && waitpid(child, &status, 0) == child && !status)
		return true; /* life[1] stays open as long as the program lives */
	close(life[1]);
	return false;
}

/* --- as a folder that is served --- */

static void log_nothing(enum fuse_log_level level, const char *format, va_list values)
{
	(void)level, (void)format, (void)values;
}

static bool mount_image(void)
{
	static struct fuse_lowlevel_ops answers = {
		.init = sqfs_ll_op_init,
		.lookup = sqfs_ll_op_lookup,
		.forget = sqfs_ll_op_forget,
		.getattr = sqfs_ll_op_getattr,
		.readlink = sqfs_ll_op_readlink,
		.open = sqfs_ll_op_open,
		.read = sqfs_ll_op_read,
		.release = sqfs_ll_op_release,
		.opendir = sqfs_ll_op_opendir,
		.readdir = sqfs_ll_op_readdir,
		.releasedir = sqfs_ll_op_releasedir,
		.statfs = stfs_ll_op_statfs,
	};
	char *words[] = {"appimage", "-o", "ro,nosuid,nodev,fsname=appimage", NULL};
	struct fuse_args arguments = FUSE_ARGS_INIT(3, words);
	fuse_set_log_func(log_nothing); /* without FUSE there is another way */
	return !sqfs_ll_mount(&channel, folder, &arguments, &answers, sizeof answers, files);
}

/* Takes the folder out of sight. Who has a file of it open still reads it. */
static void detach(void)
{
	if (!umount2(folder, MNT_DETACH | UMOUNT_NOFOLLOW))
		return;
	if (!fork()) { /* not waited for: it may ask for the folder, which is for us to answer */
		execl("/usr/bin/fusermount3", "fusermount3", "-uzq", "--", folder, (char *)NULL);
		execlp("fusermount3", "fusermount3", "-uzq", "--", folder, (char *)NULL);
		_exit(FAILED);
	}
}

/* Until the program has ended and nobody has a file open. */
static void serve(int life)
{
	struct fuse_session *session = channel.session;
	struct fuse_buf question = {0};
	struct pollfd heard[] = {{.fd = served, .events = POLLIN}, {.fd = life, .events = POLLIN}};
	while (!fuse_session_exited(session)) {
		if (poll(heard, 2, -1) < 0 && errno != EINTR)
			break;
		if (heard[0].revents) {
			int got = fuse_session_receive_buf(session, &question);
			if (got > 0)
				fuse_session_process_buf(session, &question);
			else if (got != -EINTR && got != -EAGAIN)
				break;
		}
		if (heard[1].revents) {
			detach();
			heard[1].fd = -1;
		}
	}
	rmdir(folder);
}

/* Shows the image as a folder; false where the system does not let us. */
static bool show(void)
{
	if (!mount_image())
		return false;
	served = fuse_session_fd(channel.session);
	bool is_served = leave_behind(serve);
	if (!is_served)
		detach();
	close(served);
	return is_served;
}

/* --- as files that are unpacked --- */

static bool write_file(sqfs *fs, sqfs_inode *inode, int file)
{
	static char data[1 << 20];
	for (off_t at = 0;;) {
		sqfs_off_t size = sizeof data;
		if (sqfs_read_range(fs, inode, at, &size, data))
			return false;
		if (!size)
			return !fchmod(file, inode->base.mode & 0755);
		for (sqfs_off_t done = 0; done < size;) {
			ssize_t wrote = write(file, data + done, size - done);
			if (wrote < 0)
				return false;
			done += wrote;
		}
		at += size;
	}
}

static bool unpack_one(sqfs *fs, sqfs_dir_entry *entry, const char *path, int into)
{
	sqfs_inode inode;
	char link[PATH_MAX];
	size_t length = sizeof link;
	if (sqfs_inode_get(fs, &inode, sqfs_dentry_inode(entry)))
		return false;
	switch (sqfs_dentry_mode(entry) & S_IFMT) {
	case S_IFDIR:
		return !mkdirat(into, path, 0755);
	case S_IFLNK:
		return !sqfs_readlink(fs, &inode, link, &length) && !symlinkat(link, into, path);
	case S_IFREG: {
		int file = openat(into, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
		bool is_whole = file >= 0 && write_file(fs, &inode, file);
		return file >= 0 && !close(file) && is_whole;
	}
	}
	errno = EINVAL;
	return false;
}

/* Unpacks the image into the folder, which is new. */
static bool unpack(void)
{
	sqfs *fs = &files->fs;
	sqfs_traverse walk;
	sqfs_err error = SQFS_OK;
	int into = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool is_whole = into >= 0 && !sqfs_traverse_open(&walk, fs, sqfs_inode_root(fs));
	errno = 0;
	while (is_whole && sqfs_traverse_next(&walk, &error))
		if (!walk.dir_end)
			is_whole = unpack_one(fs, &walk.entry, walk.path, into);
	if (is_whole && !error)
		return true;
	complain("Cannot unpack %s into %s: %s", image, folder, errno ? strerror(errno) : "it is damaged");
	return false;
}

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *place)
{
	(void)what, (void)kind, (void)place;
	return remove(path) && false; /* whatever stays, the rest goes */
}

static void remove_all(void)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Removes the files when the program has ended. */
static void tidy(int life)
{
	char none;
	while (read(life, &none, 1) < 0 && errno == EINTR)
		;
	remove_all();
}

/* Unpacks the image into the folder; false, after a word, where that cannot be. */
static bool show_unpacked(void)
{
	if (unpack() && leave_behind(tidy))
		return true;
	remove_all();
	return false;
}

static int extract(void)
{
	strcpy(folder, "squashfs-root");
	if (mkdir(folder, 0755))
		return complain("Cannot make %s: %s", folder, strerror(errno));
	return unpack() ? puts(folder) < 0 : FAILED;
}

static int help(void)
{
	puts("--appimage-extract          unpacks the files into squashfs-root\n"
	     "--appimage-extract-and-run  runs the program from unpacked files, and removes them;\n"
	     "                            as does APPIMAGE_EXTRACT_AND_RUN=1\n"
	     "--appimage-mount            shows the files in a folder until it is stopped\n"
	     "--appimage-offset           says where in this file they begin\n"
	     "Anything else is for the program.");
	return 0;
}

int main(int count, char **arguments)
{
	const char *asked = count > 1 ? arguments[1] : "";
	bool is_unpacked = getenv("APPIMAGE_EXTRACT_AND_RUN") != NULL;
	off_t offset = payload();
	if (!strcmp(asked, "--appimage-help"))
		return help();
	if (!strcmp(asked, "--appimage-offset"))
		return printf("%lld\n", (long long)offset) < 0;
	if (readlink(SELF, image, sizeof image - 1) < 0)
		return complain("Cannot find this program: %s", strerror(errno));
	files = sqfs_ll_open(image, offset);
	if (!files)
		return complain("%s is damaged: fetch it again.", image);
	if (!strcmp(asked, "--appimage-extract"))
		return extract();
	if (!make_folder())
		return complain("Cannot make a temporary folder: %s", strerror(errno));
	if (!strcmp(asked, "--appimage-extract-and-run")) {
		is_unpacked = true;
		arguments[1] = arguments[0];
		arguments++;
	}
	bool is_mount = !strcmp(asked, "--appimage-mount");
	if ((is_unpacked && !is_mount) || !show()) {
		if (is_mount) {
			rmdir(folder);
			return complain("The system does not let this be mounted; see --appimage-extract.");
		}
		if (!show_unpacked())
			return FAILED;
	}
	if (is_mount) {
		puts(folder);
		fflush(stdout);
		pause();
		return 0;
	}
	become_program(arguments);
	return FAILED;
}
